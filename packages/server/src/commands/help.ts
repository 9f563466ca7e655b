import { dialectNames } from '@belfry/dialects';

export const help = `belfryd records events and delivers them to webhooks.

  belfryd serve [--dev] [--role all|api|worker] [--host 127.0.0.1] [--port 4400]
      Serves. Without DATABASE_URL it runs a PostgreSQL of its own in .belfry.
      --dev allows webhooks at http and loopback addresses.
  belfryd migrate
      Brings the database's schema up to date. "serve" does so too.
  belfryd workspace create --name NAME --dialect ${dialectNames.join('|')} [--json]
      Makes a workspace and prints its first API key, once.
  belfryd workspace list [--json]
  belfryd key create --workspace ID|NAME [--name NAME] [--allowed-networks CIDR,CIDR]
                     [--expires-at 2027-01-31T12:00:00Z] [--json]
      Makes an API key and prints it, once.
  belfryd key list --workspace ID|NAME [--json]
  belfryd key revoke --workspace ID|NAME --id ID
  belfryd link create --workspace ID|NAME --role owner|operator|viewer [--email ADDRESS] [--json]
      Makes a one-time link that invites somebody into the workspace, and prints it.
  belfryd user list [--json]
      Who has an account.
  belfryd --help | --version

Settings are environment variables: docs/operating.md lists them.
Exit codes: 0 done, 1 failed, 2 wrong command line or settings.
`;
