/**
 * What can be ordered in a sandbox, of any company: there is no registry behind Belfry. The vendors' names are those
 * of Dotfile's shape.
 */
export interface DocumentProduct {
  readonly name: string;
  readonly product_ref: string;
  readonly vendor: 'companies_house' | 'inpi' | 'kyckr';
  readonly price_tier: `tier_${number}`;
  readonly delivery: 'instant' | 'delayed';
  /** In seconds; null: not known. */
  readonly delivery_time: number | null;
  readonly sample_url: null;
}

export const documentProducts: readonly DocumentProduct[] = [
  product('Register extract', 'kyckr', 'tier_1', 'delayed', null),
  product('Articles of association', 'inpi', 'tier_0', 'delayed', 3_600),
  product('Annual accounts', 'companies_house', 'tier_2', 'delayed', 86_400),
];

function product(
  name: string,
  vendor: DocumentProduct['vendor'],
  price_tier: DocumentProduct['price_tier'],
  delivery: DocumentProduct['delivery'],
  delivery_time: number | null,
): DocumentProduct {
  const key = name.toLowerCase().replaceAll(' ', '_');
  const product_ref = Buffer.from(`${vendor}|${key}`).toString('base64');
  return { name, product_ref, vendor, price_tier, delivery, delivery_time, sample_url: null };
}
