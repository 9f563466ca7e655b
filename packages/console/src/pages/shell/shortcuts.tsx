import { Group, Kbd, Modal, Stack, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useSession } from '../../api/session.ts';
import { addressOf, destinations } from './destinations.ts';

/** The letter counts this long after "g". */
const sequenceMs = 1_500;
const showEvent = 'belfry:shortcuts';

/** Opens the list of the keyboard shortcuts. */
export function showShortcuts(): void {
  dispatchEvent(new Event(showEvent));
}

/** Listens for the shortcuts: g and a letter, "/" for the page's search field, "?" for the list of them. */
export function Shortcuts() {
  const { workspace, can } = useSession();
  const navigate = useNavigate();
  const [opened, list] = useDisclosure(false);
  useEffect(() => {
    const go = (key: string): void => {
      const destination = destinations.find(({ letter, action }) => letter === key && can(action));
      if (destination === undefined) return;
      void navigate({ to: addressOf(destination), params: { workspaceId: workspace.id } });
    };
    const onKey = keyListener(go, list.open);
    addEventListener('keydown', onKey);
    addEventListener(showEvent, list.open);
    return () => {
      removeEventListener('keydown', onKey);
      removeEventListener(showEvent, list.open);
    };
  }, [can, list.open, navigate, workspace.id]);
  return (
    <Modal opened={opened} onClose={list.close} title="Keyboard shortcuts">
      <Stack gap="md">
        <Table withRowBorders={false} verticalSpacing={6}>
          <Table.Tbody>
            <Shortcut keys={['Ctrl', 'K']} does="Search and commands" />
            <Shortcut keys={['/']} does="Search on this page" />
            <Shortcut keys={['↑', '↓', 'Enter']} does="Move in a list and open what is marked" />
            <Shortcut keys={['j', 'k']} does="The next and previous one, in a list or an open delivery" />
            <Shortcut keys={['Esc']} does="Close what is open" />
            {destinations
              .filter(({ action }) => can(action))
              .map(({ letter, label }) => (
                <Shortcut key={letter} keys={['g', letter]} does={label} />
              ))}
            <Shortcut keys={['?']} does="This list" />
          </Table.Tbody>
        </Table>
      </Stack>
    </Modal>
  );
}

function Shortcut({ keys, does }: { readonly keys: readonly string[]; readonly does: string }) {
  return (
    <Table.Tr>
      <Table.Td w={130}>
        <Group gap={4}>
          {keys.map((key) => (
            <Kbd key={key} size="sm">
              {key}
            </Kbd>
          ))}
        </Group>
      </Table.Td>
      <Table.Td>
        <Text size="sm">{does}</Text>
      </Table.Td>
    </Table.Tr>
  );
}

function keyListener(go: (key: string) => void, showList: () => void) {
  let armedAt = Number.NEGATIVE_INFINITY;
  return (event: KeyboardEvent): void => {
    if (!isPlain(event) || isTyping(event)) return;
    const armed = event.timeStamp - armedAt < sequenceMs;
    armedAt = event.key === 'g' ? event.timeStamp : Number.NEGATIVE_INFINITY;
    if (event.key === '?') showList();
    if (event.key === '/' && focusSearch()) event.preventDefault();
    if (armed) go(event.key);
  };
}

function isPlain(event: KeyboardEvent): boolean {
  return !(event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey);
}

/** What is typed there is text, or moves in an open menu or dialog. */
function isTyping({ target }: KeyboardEvent): boolean {
  return (
    target instanceof Element &&
    target.closest('input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]') !== null
  );
}

function focusSearch(): boolean {
  const field = document.querySelector<HTMLElement>('main input[type="search"]');
  field?.focus();
  return field !== null;
}
