import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { marked } from "./marked.ts";

/** The theme's own colours, so that light and dark, static and edited code look alike. */
const colours = HighlightStyle.define(
  Object.entries({
    keyword: [tags.keyword, tags.operatorKeyword, tags.controlKeyword, tags.definitionKeyword, tags.moduleKeyword],
    string: [tags.string, tags.special(tags.string)],
    number: [tags.number],
    constant: [tags.bool, tags.null, tags.self],
    function: [tags.function(tags.variableName), tags.function(tags.propertyName), tags.definition(tags.className)],
    comment: [tags.comment],
    operator: [tags.operator],
    punctuation: [tags.punctuation],
    name: [tags.variableName, tags.propertyName],
    special: [tags.meta],
  }).flatMap(([name, of]) => of.map((tag) => ({ tag, color: `var(--md-code-hl-${name}-color)` }))),
);

export interface Options {
  text: string;
  label: string;
  /** id of the hint that says how to get out */
  hint: string;
  onchange: (text: string) => void;
  onrun: () => void;
}

export function open(parent: HTMLElement, options: Options): EditorView {
  const run = (): boolean => {
    options.onrun();
    return true;
  };
  return new EditorView({
    parent,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        Prec.highest(keymap.of([{ key: "Mod-Enter", run }])),
        lineNumbers(),
        marked,
        history(),
        indentUnit.of("    "),
        indentOnInput(),
        bracketMatching(),
        python(),
        syntaxHighlighting(colours),
        keymap.of([indentWithTab, ...defaultKeymap, ...historyKeymap]), // Escape, then Tab, leaves: CodeMirror's own
        EditorView.contentAttributes.of({
          "aria-label": options.label,
          "aria-describedby": options.hint,
          autocapitalize: "off",
          tabindex: "0",
          spellcheck: "false",
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) options.onchange(update.state.doc.toString());
        }),
      ],
    }),
  });
}
