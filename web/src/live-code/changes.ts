import { h } from "../dom.ts";
import { diff, same } from "./diff.ts";

const SIGNS = { "=": " ", "-": "−", "+": "+" };
const KINDS = { "=": "same", "-": "minus", "+": "plus" };

/** Two texts, line by line, with a sign and words for what stands on one side only. */
export function changes(
  before: string,
  after: string,
  words: { none?: string; minus: string; plus: string },
): HTMLElement {
  const lines = diff(before, after);
  if (words.none && same(lines)) return h("p", { role: "status" }, words.none);
  const rows = lines.map(({ sign, text }) => {
    const who = sign === "=" ? "" : `${sign === "-" ? words.minus : words.plus}: `;
    return h(
      "span",
      { class: `changes-${KINDS[sign]}` },
      h("span", { class: "champion-hidden" }, who),
      `${SIGNS[sign]} ${text}\n`,
    );
  });
  return h(
    "figure",
    { class: "changes" },
    h("figcaption", {}, `− only in ${words.minus}, + only in ${words.plus}`),
    h(
      "pre",
      { tabindex: "0", role: "group", "aria-label": `Difference between ${words.minus} and ${words.plus}` },
      ...rows,
    ),
  );
}
