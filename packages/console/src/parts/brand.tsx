import classes from './brand.module.css';

/** The bell and the name. */
export function Brand() {
  return (
    <span className={classes['brand']}>
      <svg viewBox="0 0 32 32" width="22" height="22" aria-hidden="true">
        <rect width="32" height="32" rx="8" fill="#5753c6" />
        <path
          fill="#fff"
          d="M16 6.5a1.6 1.6 0 0 0-1.6 1.6v.7A6 6 0 0 0 10 14.6v4.2l-1.7 2.3c-.5.7 0 1.6.8 1.6h13.8c.8 0 1.3-.9.8-1.6L22 18.8v-4.2a6 6 0 0 0-4.4-5.8v-.7A1.6 1.6 0 0 0 16 6.5Zm-2.4 17.4a2.4 2.4 0 0 0 4.8 0Z"
        />
      </svg>
      Belfry
    </span>
  );
}
