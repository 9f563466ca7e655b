import type { Locator, Page } from 'playwright-core';

type Role = Parameters<Page['getByRole']>[0];

/** Somebody without a mouse: keys alone. */
export interface KeyboardPerson {
  /** One key after the other. */
  readonly press: (...keys: readonly string[]) => Promise<void>;
  readonly type: (text: string) => Promise<void>;
  /** Tab, or Shift-Tab, until what has that role and name has the focus. Throws where it is not reached. */
  readonly tabTo: (role: Role, name: string | RegExp, back?: 'back') => Promise<void>;
  /** Goes there and presses Enter. */
  readonly enter: (role: Role, name: string | RegExp, back?: 'back') => Promise<void>;
  /** Goes to the field, and types instead of what it holds. */
  readonly fillIn: (name: string | RegExp, text: string, role?: Role) => Promise<void>;
  /** In a list, a menu or a row of tabs that has the focus: an arrow key until that one is marked. */
  readonly arrowTo: (
    role: Role,
    name: string | RegExp,
    key?: 'ArrowDown' | 'ArrowUp' | 'ArrowRight',
  ) => Promise<void>;
}

/** More stops are too many for a person, too. */
const stopsMax = 60;

export function keyboardPerson(page: Page): KeyboardPerson {
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const until = async (key: string, target: Locator, isReached: () => Promise<boolean>, what: string) => {
    // A radio of a row of them has no size of its own.
    await target.first().waitFor({ state: 'attached' });
    for (let stops = 0; !(await isReached()); stops += 1) {
      if (stops === stopsMax) throw new Error(`${what} is not reached by ${key}; ${await focusOf(page)}`);
      await press(key);
    }
  };
  const type = (text: string) => page.keyboard.type(text);
  const tabTo: KeyboardPerson['tabTo'] = (role, name, back) => {
    const target = page.getByRole(role, { name, exact: true });
    const key = back === undefined ? 'Tab' : 'Shift+Tab';
    const focused = target.and(page.locator(':focus'));
    // All names of a page are slow to make out at each stop: what does not hold the name at all is passed by.
    const isReached = async () => (await mayBeCalled(page, name)) && (await focused.count()) > 0;
    return until(key, target, isReached, `${role} ${name}`);
  };
  return {
    press,
    type,
    tabTo,
    async enter(role, name, back) {
      await tabTo(role, name, back);
      await press('Enter');
    },
    async fillIn(name, text, role = 'textbox') {
      await tabTo(role, name);
      await press('Control+a');
      await type(text);
    },
    arrowTo(role, name, key = 'ArrowDown') {
      const target = page.getByRole(role, { name, exact: true });
      // Of an unfolded list the field keeps the focus; what is marked in it says so itself.
      const marked = target.and(page.locator(':focus, [data-combobox-selected]'));
      return until(key, target, async () => (await marked.count()) > 0, `${role} ${name}`);
    },
  };
}

/** Whether what has the focus has the name, or part of it, in its label or text. */
async function mayBeCalled(page: Page, name: string | RegExp): Promise<boolean> {
  if (typeof name !== 'string') return true;
  const said = await page.evaluate<string>(`(({ activeElement: element }) => [
    element?.getAttribute('aria-label'),
    ...[element, ...(element?.labels ?? [])].map((one) => one?.textContent),
    ...(element?.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent),
  ].join(' '))(document)`);
  return said.includes(name);
}

function focusOf(page: Page): Promise<string> {
  return page.evaluate('"the focus is on " + document.activeElement?.outerHTML.slice(0, 300)');
}
