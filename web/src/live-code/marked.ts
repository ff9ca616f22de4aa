import { type Extension, RangeSet, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, GutterMarker, lineNumberMarkers } from "@codemirror/view";

/** Marks a line, from 1; undefined takes the mark away, and so does a change of the text. */
export const setMark = StateEffect.define<number | undefined>();

/** Where the marked line begins. */
const place = StateField.define<number | undefined>({
  create: () => undefined,
  update(before, { effects, docChanged, newDoc }) {
    const effect = effects.findLast((one) => one.is(setMark));
    if (!effect) return docChanged ? undefined : before;
    const line = effect.value as number | undefined;
    return line && line <= newDoc.lines ? newDoc.line(line).from : undefined;
  },
});
const line = Decoration.line({ class: "live-marked" });
const number = new (class extends GutterMarker {
  override elementClass = "live-marked-number";
})();

/** A band over the line and a sign at its number. */
export const marked: Extension = [
  place,
  EditorView.decorations.compute([place], (state) => {
    const at = state.field(place);
    return at === undefined ? Decoration.none : Decoration.set(line.range(at));
  }),
  lineNumberMarkers.compute([place], (state) => {
    const at = state.field(place);
    return at === undefined ? RangeSet.empty : RangeSet.of(number.range(at));
  }),
];
