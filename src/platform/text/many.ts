/** A number with its noun or verb: `many(1, 'order is', 'orders are')`. */
export function many(count: number, one: string, more: string): string {
  return `${count} ${count === 1 ? one : more}`;
}
