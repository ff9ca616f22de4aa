const WORDS = ["none", "one", "two", "three", "four", "five", "six"];

/** A small number as a word. */
export const word = (number: number): string => WORDS[number] ?? String(number);

/** The same at the start of a sentence. */
export const Word = (number: number): string => word(number).replace(/^./, (first) => first.toUpperCase());
