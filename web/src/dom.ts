type Child = Node | string;

/** An element with attributes and children; `true` is an attribute without a value, `false` leaves it out. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string | boolean> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

export function button(
  text: string,
  onclick: () => void,
  attributes: Record<string, string | boolean> = {},
): HTMLButtonElement {
  const element = h("button", { type: "button", class: "champion-button", ...attributes }, text);
  element.addEventListener("click", onclick);
  return element;
}

/** A sentence in which `code` stands between backticks, as nodes. */
export function sentence(text: string): (Node | string)[] {
  return text.split(/(`[^`]+`)/).map((part) => (/^`.+`$/.test(part) ? h("code", {}, part.slice(1, -1)) : part));
}

/** The same sentence to be spoken. */
export const spoken = (text: string): string => text.replace(/`([^`]+)`/g, "$1");

/** A copy of what is inside `element`, for showing the static HTML's words in a second place. */
export function contents(element: Element): DocumentFragment {
  const copy = document.createDocumentFragment();
  for (const node of element.childNodes) copy.append(node.cloneNode(true));
  for (const node of copy.querySelectorAll("[id]")) node.removeAttribute("id");
  return copy;
}

export function need<E extends Element = HTMLElement>(root: ParentNode, selector: string): E {
  const found = root.querySelector<E>(selector);
  if (!found) throw new Error(`The page's HTML has no ${selector}`);
  return found;
}
