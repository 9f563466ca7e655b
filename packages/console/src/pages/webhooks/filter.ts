/** The webhooks whose name, description or address holds every word of the text, whatever its case. */
export function filtered<
  Webhook extends { readonly name: string; readonly url: string; readonly description: string },
>(webhooks: readonly Webhook[], text: string): readonly Webhook[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return webhooks;
  return webhooks.filter(({ name, url, description }) => {
    const all = `${name} ${url} ${description}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
}
