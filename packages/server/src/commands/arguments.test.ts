import { expect, test } from 'vitest';
import { parseCommandLine } from './arguments.ts';

const parse = (line: string) => parseCommandLine(line === '' ? [] : line.split(' '));

test.each([
  ['', { kind: 'help' }],
  ['--help', { kind: 'help' }],
  ['-h', { kind: 'help' }],
  ['serve --help --nonsense', { kind: 'help' }],
  ['--version', { kind: 'version' }],
  ['serve', { kind: 'serve', flags: { dev: false } }],
  [
    'serve --dev --role=worker --port 0 --host ::1',
    { kind: 'serve', flags: { dev: true, role: 'worker', port: '0', host: '::1' } },
  ],
  ['--port 1 serve', { kind: 'serve', flags: { dev: false, port: '1' } }],
  ['migrate', { kind: 'migrate' }],
  [
    'workspace create --name A --dialect d --json',
    { kind: 'workspace create', name: 'A', dialect: 'd', json: true },
  ],
  [
    'link create --workspace W --role operator --email Ada@example.com --json',
    { kind: 'link create', workspace: 'W', role: 'operator', email: 'ada@example.com', json: true },
  ],
  ['user list', { kind: 'user list', json: false }],
  ['workspace list', { kind: 'workspace list', json: false }],
  [
    'key create --workspace W',
    { kind: 'key create', workspace: 'W', name: 'Key', allowedNetworks: null, expiresAt: null, json: false },
  ],
  [
    'key create --workspace W --name CI --allowed-networks 10.0.0.0/8,::1/128 --expires-at 2030-01-01T00:00:00Z',
    {
      kind: 'key create',
      workspace: 'W',
      name: 'CI',
      allowedNetworks: ['10.0.0.0/8', '::1/128'],
      expiresAt: Date.UTC(2030, 0, 1),
      json: false,
    },
  ],
  ['key revoke --workspace W --id I', { kind: 'key revoke', workspace: 'W', id: 'I' }],
])('"%s" is understood', (line, command) => {
  expect(parse(line)).toEqual({ ok: true, command });
});

test.each([
  ['serv', ['There is no command "serv".']],
  ['workspace', ['There is no command "workspace".']],
  ['workspace remove', ['There is no command "workspace remove".']],
  ['--dev', ['Name a command.']],
  ['serve --prot 1', ['There is no option --prot here.', '"serve" takes no "1".']],
  ['serve -p', ['There is no option -p here.']],
  ['serve --toString', ['There is no option --toString here.']],
  ['serve now', ['"serve" takes no "now".']],
  ['serve --dev=yes', ['--dev takes no value.']],
  ['serve --port', ['--port needs a value.']],
  ['migrate --json', ['There is no option --json here.']],
  ['workspace create', ['"workspace create" needs --name.', '"workspace create" needs --dialect.']],
  ['link create --workspace W --role boss', ['--role needs one of viewer, operator, owner.']],
  [
    'link create --workspace W --role owner --email ada',
    ['--email needs an address, such as ada@example.com.'],
  ],
  ['key revoke --workspace W', ['"key revoke" needs --id.']],
  ['key create --workspace W --expires-at soon', ['--expires-at needs a time such as 2027-01-31T12:00:00Z.']],
])('"%s" is refused, with everything that is wrong', (line, problems) => {
  expect(parse(line)).toEqual({ ok: false, problems });
});
