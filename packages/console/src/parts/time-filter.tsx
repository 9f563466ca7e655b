import { Button, Group, Popover, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCalendar, IconCheck } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { localInputOf, periodLabels, periods, rangeOf, rangeText, type TimeChoice } from './period.ts';
import classes from './time-filter.module.css';

export interface TimeFilterProps extends TimeChoice {
  readonly onChange: (choice: TimeChoice) => void;
}

/** When: back from now, or from one time to another in the reader's zone. */
export function TimeFilter({ onChange, ...choice }: TimeFilterProps) {
  const [opened, popover] = useDisclosure(false);
  const choose = (next: TimeChoice): void => {
    onChange(next);
    popover.close();
  };
  const label = labelOf(choice);
  return (
    <Popover
      opened={opened}
      onChange={popover.toggle}
      position="bottom-start"
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button
          variant="default"
          fw={label === null ? 400 : 500}
          leftSection={<IconCalendar size={15} aria-hidden />}
          onClick={popover.toggle}
          aria-label={`When: ${label ?? 'any time'}`}
        >
          {label ?? 'Any time'}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes['dropdown'] ?? ''} aria-label="When">
        <Stack gap={2}>
          <Choice chosen={label === null} onClick={() => choose(anyTime)}>
            Any time
          </Choice>
          {periods.map((period) => (
            <Choice
              key={period}
              chosen={choice.period === period}
              onClick={() => choose({ ...anyTime, period })}
            >
              {periodLabels[period]}
            </Choice>
          ))}
        </Stack>
        <OwnRange choice={choice} onChoose={choose} />
      </Popover.Dropdown>
    </Popover>
  );
}

const anyTime: TimeChoice = { period: undefined, from: undefined, to: undefined };

function labelOf({ period, from, to }: TimeChoice): string | null {
  if (period !== undefined) return periodLabels[period];
  return from === undefined && to === undefined ? null : rangeText(from, to);
}

interface ChoiceProps {
  readonly chosen: boolean;
  readonly onClick: () => void;
  readonly children: string;
}

function Choice({ chosen, onClick, children }: ChoiceProps) {
  return (
    <button type="button" className={classes['choice']} aria-pressed={chosen} onClick={onClick}>
      {children}
      {chosen && <IconCheck size={15} aria-hidden />}
    </button>
  );
}

interface OwnRangeProps {
  readonly choice: TimeChoice;
  readonly onChoose: (choice: TimeChoice) => void;
}

function OwnRange({ choice, onChoose }: OwnRangeProps) {
  const [from, setFrom] = useState(localInputOf(choice.from));
  const [to, setTo] = useState(localInputOf(choice.to));
  const [problem, setProblem] = useState<{ readonly field: 'from' | 'to'; readonly message: string } | null>(
    null,
  );
  function submit(event: FormEvent): void {
    event.preventDefault();
    const range = rangeOf({ from, to });
    setProblem(range.ok ? null : range);
    if (range.ok) onChoose({ period: undefined, from: range.from, to: range.to });
  }
  const field = (name: 'from' | 'to', label: string, value: string, onChange: (text: string) => void) => (
    <TextInput
      type="datetime-local"
      step={1}
      label={label}
      value={value}
      error={problem?.field === name ? problem.message : undefined}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
  return (
    <form noValidate onSubmit={submit} className={classes['own']}>
      <SimpleGrid cols={1} spacing="xs">
        {field('from', 'From', from, setFrom)}
        {field('to', 'To (before)', to, setTo)}
      </SimpleGrid>
      <Group justify="space-between" mt="xs" wrap="nowrap">
        <Text size="xs" c="dimmed">
          {zoneName()}
        </Text>
        <Button type="submit" size="compact-sm">
          Apply
        </Button>
      </Group>
    </form>
  );
}

function zoneName(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone.replaceAll('_', ' ');
}
