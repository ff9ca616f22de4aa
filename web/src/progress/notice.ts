import { button, h } from "../dom.ts";
import { log } from "./log.ts";

/** Says something about storage at the foot of the window. */
function say(text: string): void {
  const notice = h("aside", { class: "champion-notice", "aria-label": "Storage" }, h("p", { role: "status" }, text));
  notice.append(button("Close", () => notice.remove()));
  document.body.append(notice);
}

const refused = (): void =>
  say(
    "Your answers are not being saved: this browser refuses storage or has no room left. They last until you close this tab. " +
      "Allow site data for this page, or free some space, then reload.",
  );

if (log.volatile) refused();
else log.addEventListener("volatile", refused, { once: true });
log.addEventListener(
  "blocked",
  () =>
    say("Another tab has this site open in an older version, and your answers wait for it: close or reload that tab."),
  { once: true },
);
