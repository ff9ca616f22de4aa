import { button, h } from "../dom.ts";
import { log } from "../progress/log.ts";
import "../progress/notice.ts";

interface Data {
  page: string;
  /** Of the page's text. */
  version: string;
}

const date = (at: number): string => new Date(at).toLocaleDateString("en-GB", { dateStyle: "long" });

/** A button that marks the page as read, and what is known of an earlier reading. */
export async function enhance(root: HTMLElement, { page, version }: Data): Promise<void> {
  const said = h("p", { role: "status" });
  const mark = button("Mark as read", () => void note(true));
  const unmark = button("Not read after all", () => void note(false), {
    class: "champion-button champion-button--quiet",
  });

  async function note(done: boolean): Promise<void> {
    await log.append("read", page, version, { done });
    await show();
    (done ? unmark : mark).focus(); // the one that was pressed is gone
  }

  async function show(): Promise<void> {
    const last = await log.last(page, "read");
    const done = last?.data.done === true;
    const changed = done && last.hash !== version;
    mark.hidden = done && !changed;
    unmark.hidden = !done || changed;
    if (!done) said.textContent = "";
    else if (changed) said.textContent = `You read this page on ${date(last.at)}. It was changed since.`;
    else said.textContent = `You read this page on ${date(last.at)}.`;
  }

  await show();
  root.append(said, mark, unmark);
  log.addEventListener("append", () => void show()); // from another tab
}
