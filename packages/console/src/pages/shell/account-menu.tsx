import { Avatar, Menu, Text, UnstyledButton, useMantineColorScheme, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconBook,
  IconDeviceDesktop,
  IconKeyboard,
  IconLock,
  IconLogout,
  IconMoon,
  IconSelector,
  IconSun,
} from '@tabler/icons-react';
import { useSession } from '../../api/session.ts';
import { useSignOut } from '../../api/sign-in.ts';
import { PasswordModal } from './password-modal.tsx';
import classes from './shell.module.css';
import { showShortcuts } from './shortcuts.tsx';

/** Who is signed in, the colour scheme, signing out. */
export function AccountMenu() {
  const { user, role } = useSession();
  const signOut = useSignOut();
  const [passwordOpen, password] = useDisclosure(false);
  return (
    <>
      <Menu position="top-start" width={244} keepMounted={false}>
        <Menu.Target>
          <UnstyledButton className={classes['account']}>
            <VisuallyHidden>Account:</VisuallyHidden>
            <Avatar size={28} radius="xl" name={user.name} color="iris" variant="filled" aria-hidden />
            <span className={classes['who']}>
              <Text span size="sm" fw={550} truncate>
                {user.name}
              </Text>
              <Text span size="xs" c="dimmed" truncate>
                {roleWord(role)}
              </Text>
            </span>
            <IconSelector size={15} aria-hidden className={classes['chevron']} />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{user.email}</Menu.Label>
          <Menu.Divider />
          <Menu.Label>Theme</Menu.Label>
          <SchemeChoice />
          <Menu.Divider />
          <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={showShortcuts}>
            Keyboard shortcuts
          </Menu.Item>
          <Menu.Item component="a" href="/docs" leftSection={<IconBook size={16} aria-hidden />}>
            API reference
          </Menu.Item>
          <Menu.Item leftSection={<IconLock size={16} aria-hidden />} onClick={password.open}>
            Change password
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconLogout size={16} aria-hidden />}
            onClick={() => signOut.mutate('here')}
          >
            Sign out
          </Menu.Item>
          <Menu.Item
            leftSection={<IconLogout size={16} aria-hidden />}
            onClick={() => signOut.mutate('everywhere')}
          >
            Sign out everywhere
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <PasswordModal opened={passwordOpen} onClose={password.close} />
    </>
  );
}

function SchemeChoice() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu.RadioGroup
      value={colorScheme}
      onChange={(value) => setColorScheme(value === 'light' || value === 'dark' ? value : 'auto')}
    >
      {schemes.map(({ value, label, icon: Icon }) => (
        <Menu.RadioItem
          key={value}
          value={value}
          closeMenuOnClick={false}
          rightSection={<Icon size={16} aria-hidden />}
        >
          {label}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}

const schemes = [
  { value: 'light', label: 'Light', icon: IconSun },
  { value: 'dark', label: 'Dark', icon: IconMoon },
  { value: 'auto', label: 'As the system', icon: IconDeviceDesktop },
] as const;

function roleWord(role: string): string {
  return role.charAt(0).toUpperCase() + role.slice(1);
}
