export interface FirstRecord {
  /** What the request makes: "case". */
  readonly makes: string;
  readonly curl: string;
}

/** The request that makes a first record in a workspace of the dialect; null: it is not known here. */
export function firstRecord(dialect: string, origin: string): FirstRecord | null {
  switch (dialect) {
    case 'dotfile':
      return {
        makes: 'case',
        curl: curlOf(`${origin}/dotfile/v1/cases`, 'X-DOTFILE-API-KEY: $KEY', {
          name: 'Acme',
          external_id: 'customer-1',
        }),
      };
    case 'compilot':
      return {
        makes: 'customer',
        curl: curlOf(`${origin}/compilot/workflows/onboarding/customers`, 'Authorization: Bearer $KEY', {
          type: 'Individual',
          externalCustomerId: 'customer-1',
        }),
      };
    default:
      return null;
  }
}

function curlOf(url: string, keyHeader: string, body: object): string {
  return [
    `curl ${url}`,
    `  -H "${keyHeader}"`,
    "  -H 'Content-Type: application/json'",
    `  -d '${JSON.stringify(body)}'`,
  ].join(' \\\n');
}
