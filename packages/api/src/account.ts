import { z } from 'zod';
import { line } from './scalar.ts';

export const emailLengthMax = 254;
export const passwordLengthMin = 10;
export const passwordLengthMax = 128;

/** An address as people type it: it is compared and kept in lower case. */
export const email = z
  .email('Expected an e-mail address, such as ada@example.com.')
  .max(emailLengthMax)
  .transform((text) => text.toLowerCase());

/** Of a new account, or a new one of an account. */
export const newPassword = z
  .string()
  .min(passwordLengthMin)
  .max(passwordLengthMax)
  .meta({ description: 'Any characters. Long is better than odd.' });

/** As it was chosen once: no rule of today is asked of it. */
export const password = z.string().min(1).max(passwordLengthMax);

export const personName = line(200).min(1).meta({ description: 'As others see it.' });
