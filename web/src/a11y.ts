// What Material leaves without a name, or out of the keyboard's reach.

declare const document$: { subscribe(next: () => void): void } | undefined;

const WIDE = "pre > code, .md-typeset__scrollwrap, .jp-OutputArea-output";

/** Code, tables and outputs that scroll sideways can be reached by keyboard. */
const scrolling = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (!(target instanceof HTMLElement)) continue;
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});

function mend(): void {
  document.querySelector(".md-search")?.setAttribute("aria-label", "Search");
  scrolling.disconnect();
  for (const element of document.querySelectorAll(WIDE)) scrolling.observe(element);
}

if (typeof document$ === "undefined") mend();
else document$.subscribe(mend);

/** Landmarks without a name, which scripts add: each block's Copy button, each search result's tags. */
new MutationObserver(() => {
  for (const nav of document.querySelectorAll("nav:is(.md-code__nav, .md-tags):not([role])")) nav.role = "presentation";
}).observe(document.body, { childList: true, subtree: true });
