const hex = (value: number | bigint, digits: number): string => value.toString(16).padStart(digits, "0");

/**
 * Makes UUIDs of version 7 (RFC 9562) that sort by time, also within a millisecond and when the clock steps back:
 * the 12 bits after the version count up, and running over borrows the next millisecond.
 */
export function uuid7Maker(now: () => number, random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array): () => string {
  let time = 0;
  let count = 0;
  return () => {
    const bytes = random(new Uint8Array(new ArrayBuffer(10)));
    const at = (index: number): number => bytes[index] ?? 0;
    const current = now();
    if (current > time) {
      time = current;
      count = (at(0) << 3) | (at(1) & 7); // starts in the lower half, to leave room for counting
    } else if (++count > 0xfff) {
      time += 1;
      count = 0;
    }
    const clock = hex(time, 12);
    const rest = Array.from(bytes.subarray(2), (byte) => hex(byte, 2)).join("");
    const variant = hex((at(2) & 0x3f) | 0x80, 2);
    return `${clock.slice(0, 8)}-${clock.slice(8)}-7${hex(count, 3)}-${variant}${rest.slice(2, 4)}-${rest.slice(4)}`;
  };
}
