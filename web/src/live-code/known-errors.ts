/** A row of docs/reference/errors.toml. */
export interface KnownError {
  id: string;
  /** The error's own words; `…` stands for what differs. */
  message: string;
  /** What to do, as Markdown with code only. */
  next: string;
}

/** The error of which the trace has the words. */
export function knownError(trace: string, known: readonly KnownError[]): KnownError | undefined {
  return known.find(({ message }) => {
    let at = 0;
    return message.split("…").every((part) => {
      at = trace.indexOf(part, at);
      return at++ >= 0;
    });
  });
}
