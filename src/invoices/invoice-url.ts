/** Where the shop prints the invoice, by the store's setting. */
export function documentUrlOf(
  template: string | null,
  { invoice_id: invoiceId, increment_id: number }: { invoice_id: string; increment_id: string | null },
  orderCode: string,
): string | null {
  if (template === null) return null;
  const values: Record<string, string> = { invoiceId, invoiceNumber: number ?? invoiceId, orderCode };
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
}
