/** Names of the contracts as people write them; of one that is not known here, its own name. */
export function dialectLabel(dialect: string): string {
  return labels.get(dialect) ?? dialect;
}

const labels: ReadonlyMap<string, string> = new Map([
  ['dotfile', 'Dotfile'],
  ['compilot', 'ComPilot'],
  ['standard', 'Standard Webhooks'],
]);
