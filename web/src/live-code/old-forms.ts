/**
 * A row of docs/old-and-new/forms.toml that code can be told by. `names`: `mlflow.start_trace`; `.list_experiments`, of
 * whatever object; `log_model(artifact_path)`, an argument; `models:/*\/Production`, an address in a text.
 */
export interface OldForm {
  id: string;
  title: string;
  names: string[];
  /** What is written now, as code. */
  now: string;
}

/** An old form, and how the code writes it. */
export interface Found {
  form: OldForm;
  written: string;
}

const STRING = /[rbuft]{0,2}("""|'''|"|')/iy;
const TOKEN = /#[^\n]*|[\p{L}_][\p{L}\p{N}_]*|\d[\w.]*|\S/uy;

/** The names, signs and texts of Python code, without its comments. A text keeps its quotes. */
function tokens(code: string): string[] {
  const found: string[] = [];
  for (let at = 0; at < code.length; ) {
    STRING.lastIndex = TOKEN.lastIndex = at;
    const [opening, quote] = STRING.exec(code) ?? [];
    if (opening && quote) {
      const end = close(code, at + opening.length, quote);
      found.push(`"${code.slice(at + opening.length, end)}"`);
      at = end + quote.length;
      continue;
    }
    const token = TOKEN.exec(code)?.[0];
    if (token && !token.startsWith("#")) found.push(token);
    at += token?.length ?? 1;
  }
  return found;
}

/** Where a text that begins at `at` ends: before its quote, or the end of the line where it was forgotten. */
function close(code: string, at: number, quote: string): number {
  for (let end = at; end < code.length; end++) {
    if (code[end] === "\\") end++;
    else if (code.startsWith(quote, end)) return end;
    else if (quote.length === 1 && code[end] === "\n") return end;
  }
  return code.length;
}

/** How the code writes an old form by this name; undefined if it does not. */
function written(name: string, code: string[]): string | undefined {
  const [, callee, argument] = /^(\w+)\((\w+)\)$/.exec(name) ?? [];
  if (callee && argument) return hasArgument(code, callee, argument) ? `${callee}(${argument}=…)` : undefined;
  if (name.includes("/")) {
    const [before = "", after = ""] = name.split("*");
    const text = code.find((token) => token.startsWith(`"${before}`) && token.endsWith(`${after}"`));
    return text?.slice(1, -1);
  }
  const parts = name.split(/(\.)/).filter(Boolean);
  const at = code.findIndex(
    (_, start) =>
      parts.every((part, step) => code[start + step] === part) && (parts[0] === "." || code[start - 1] !== "."),
  );
  if (at < 0) return undefined;
  const owner = parts[0] === "." && /^\w+$/.test(code[at - 1] ?? "") ? code[at - 1] : "";
  return owner + name;
}

/** Whether a call of `callee` is given `argument` by name. */
function hasArgument(code: string[], callee: string, argument: string): boolean {
  return code.some((token, start) => {
    if (token !== callee || code[start + 1] !== "(") return false;
    let depth = 1;
    for (let at = start + 2; at < code.length && depth > 0; at++) {
      const sign = code[at] ?? "";
      if ("([{".includes(sign)) depth++;
      else if (")]}".includes(sign)) depth--;
      else if (depth === 1 && sign === argument && code[at + 1] === "=" && code[at + 2] !== "=") return true;
    }
    return false;
  });
}

/** The old forms in a program, each once. */
export function oldForms(code: string, forms: readonly OldForm[]): Found[] {
  const read = tokens(code);
  return forms.flatMap((form) => {
    const found = form.names.map((name) => written(name, read)).find((one) => one !== undefined);
    return found === undefined ? [] : [{ form, written: found }];
  });
}
