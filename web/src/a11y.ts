// What Material leaves without a name, or out of the keyboard's reach.

import { button } from "./dom.ts";

declare const document$: { subscribe(next: () => void): void } | undefined;

const WIDE =
  "pre > code, .md-typeset__scrollwrap, .jp-OutputArea-output, .jp-MarkdownOutput pre, .lab-card figure, .item-lines li > code, .item-solution li > code";

/** Code, tables and outputs that scroll sideways can be reached by keyboard. */
const scrolling = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (!(target instanceof HTMLElement) || target.clientWidth === 0) continue; // hidden: as it was, when it is shown again
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});

let watched = new WeakSet<Element>();

function watch(): void {
  for (const element of document.querySelectorAll(WIDE)) {
    if (watched.has(element)) continue;
    watched.add(element);
    scrolling.observe(element);
  }
}

/** The menu's label becomes a button, for the keyboard; what is in the closed menu is hidden (site.css). */
function menu(): void {
  const label = document.querySelector("label.md-header__button[for=__drawer]");
  const drawer = document.querySelector<HTMLInputElement>("#__drawer");
  if (!label || !drawer) return;
  const open = button("", () => drawer.click(), {
    class: label.className,
    for: "__drawer", // by this Material hides it where there is room for the menu
    "aria-label": "Menu",
  });
  open.append(...label.childNodes);
  label.replaceWith(open);
  const tell = (): void => {
    open.ariaExpanded = String(drawer.checked);
  };
  tell();
  drawer.addEventListener("change", tell);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !drawer.checked) return;
    drawer.click();
    open.focus();
  });
}

function mend(): void {
  document.querySelector(".md-search")?.setAttribute("aria-label", "Search");
  menu();
  scrolling.disconnect();
  watched = new WeakSet();
  watch();
}

if (typeof document$ === "undefined") mend();
else document$.subscribe(mend);

/** What scripts add: landmarks without a name (each block's Copy button, each search result's tags), lines that scroll. */
new MutationObserver(() => {
  watch();
  for (const nav of document.querySelectorAll("nav:is(.md-code__nav, .md-tags):not([role])")) nav.role = "presentation";
}).observe(document.body, { childList: true, subtree: true });
