import { button, h } from "../dom.ts";
import { log } from "./log.ts";

/** Says once, at the foot of the window, that answers will not outlive this tab. */
function warn(): void {
  const notice = h(
    "aside",
    { class: "champion-notice", "aria-label": "Storage" },
    h(
      "p",
      { role: "status" },
      "Your answers are not being saved: this browser refuses storage or has no room left. They last until you close this tab. " +
        "Allow site data for this page, or free some space, then reload.",
    ),
  );
  notice.append(button("Close", () => notice.remove()));
  document.body.append(notice);
}

if (log.volatile) warn();
else log.addEventListener("volatile", warn, { once: true });
