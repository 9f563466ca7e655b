import { Alert } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';

export interface FormFailure {
  readonly message: string;
  readonly requestId: string | null;
  readonly fieldErrors: Readonly<Record<string, string>>;
}

export interface FormErrorProps {
  readonly error: FormFailure | null;
  /** Fields that show their own message: what is said of others is said here. */
  readonly fields: readonly string[];
}

/** Stands above a form that was refused and says what none of its fields says. Nothing where they say it all. */
export function FormError({ error, fields }: FormErrorProps) {
  if (error === null) return null;
  const entries = Object.entries(error.fieldErrors);
  const elsewhere = entries.filter(([path]) => !fields.includes(path));
  if (entries.length > 0 && elsewhere.length === 0) return null;
  return (
    <Alert color="red" variant="light" role="alert" icon={<IconAlertCircle size={18} aria-hidden />}>
      {entries.length === 0 ? error.message : elsewhere.map(([path, text]) => `${path}: ${text}`).join(' ')}
    </Alert>
  );
}
