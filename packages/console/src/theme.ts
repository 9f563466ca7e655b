import { createTheme, localStorageColorSchemeManager, type MantineColorsTuple } from '@mantine/core';

/** The one accent. White text on shade 6 has a contrast of 6.1, shade 7 on white one of 7.4. */
const iris: MantineColorsTuple = [
  '#f4f4ff',
  '#e6e7ff',
  '#cdcfff',
  '#b3b3ff',
  '#9b98f5',
  '#6e6ade',
  '#5753c6',
  '#4c47b8',
  '#3f3a9c',
  '#272962',
];

/** Greys with a little blue in them. Shade 7 is the faintest that text may have on white and on shade 1. */
const gray: MantineColorsTuple = [
  '#fafbfc',
  '#f3f5f7',
  '#e8ebef',
  '#dde1e7',
  '#ccd2da',
  '#aeb6c1',
  '#858e9b',
  '#5a6370',
  '#3a424d',
  '#1a1f26',
];

/** From text (0) to what lies behind the page (9). Shade 2 is the faintest that text may have on shade 6. */
const dark: MantineColorsTuple = [
  '#e7eaef',
  '#bcc3ce',
  '#9aa3b1',
  '#6d7684',
  '#363d48',
  '#282e37',
  '#1c2128',
  '#14181e',
  '#0f1217',
  '#0a0c10',
];

/** public/boot.js reads the same key before anything is drawn. */
export const colorSchemeManager = localStorageColorSchemeManager({ key: 'belfry-color-scheme' });

/** Of what lies behind a dialog. */
export const veil = { backgroundOpacity: 0.4, blur: 0 };

/** How Mantine's components look here. What its theme cannot say stands in styles.css. */
export const theme = createTheme({
  primaryColor: 'iris',
  primaryShade: { light: 6, dark: 6 },
  colors: { iris, gray, dark },
  black: '#1a1f26',
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "'JetBrains Mono Variable', ui-monospace, 'SF Mono', Menlo, monospace",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  headings: {
    fontWeight: '620',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.75rem' },
      h2: { fontSize: '1rem', lineHeight: '1.5rem' },
      h3: { fontSize: '0.875rem', lineHeight: '1.25rem' },
    },
  },
  components: {
    Button: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm', comboboxProps: { shadow: 'md' } } },
    // Its placeholder for the first focus is nothing that a menu may hold.
    Menu: { defaultProps: { shadow: 'md', withInitialFocusPlaceholder: false } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: false, multiline: true } },
    Modal: {
      defaultProps: { centered: true, overlayProps: veil, closeButtonProps: { 'aria-label': 'Close' } },
    },
    // The header of a dialog is not that of the page.
    ModalHeader: { defaultProps: { role: 'presentation' } },
    DrawerHeader: { defaultProps: { role: 'presentation' } },
    Drawer: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } },
  },
});
