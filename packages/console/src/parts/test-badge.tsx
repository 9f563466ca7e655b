import classes from './test-badge.module.css';

/** Beside what the test of a webhook made. */
export function TestBadge() {
  return <span className={classes['test']}>Test</span>;
}
