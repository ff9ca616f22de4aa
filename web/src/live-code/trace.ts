/** Where a program failed, and the error's own first line. */
export interface Failure {
  line: number;
  says: string;
}

const HEAD = "Traceback (most recent call last):";
const FRAME = /^ {2}File "([^"]+)", line (\d+), in /;
const SYNTAX = /^ {2}File "(your_code[^"]*)", line (\d+)$/;
const LONG = 160;

/**
 * The line of a run or a check that a trace of the tab points to. Undefined where the error came from elsewhere: from a
 * function of a block that ran before, say, whose lines have the same numbers. A trace begins in the code that was run.
 */
export function failure(trace: string): Failure | undefined {
  const lines = trace.split("\n");
  if (lines[0] !== HEAD) {
    const [, file, line] = SYNTAX.exec(lines[0] ?? "") ?? [];
    return file ? { line: Number(line), says: saying(lines) } : undefined;
  }
  const frames = lines.slice(1, 1 + inner(lines.slice(1))).flatMap((text) => {
    const [, file, line] = FRAME.exec(text) ?? [];
    return file ? [{ file, line: Number(line) }] : [];
  });
  const [first, last] = [frames[0], frames.at(-1)];
  if (!first || !last || first.file !== last.file) return undefined;
  return { line: last.line, says: saying(lines.slice(1)) };
}

/** How many lines are frames with their code, or what a syntax error shows: the message is not indented, whatever it says. */
function inner(lines: string[]): number {
  const end = lines.findIndex((text) => text !== "" && !text.startsWith(" "));
  return end < 0 ? lines.length : end;
}

function saying(lines: string[]): string {
  const said = lines[inner(lines)] ?? "";
  return said.length > LONG ? `${said.slice(0, LONG)}…` : said;
}
