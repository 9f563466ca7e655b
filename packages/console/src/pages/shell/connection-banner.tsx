import { IconPlugConnectedX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useStreamState } from '../../api/stream.ts';
import classes from './shell.module.css';

/** A connection that is back sooner is not worth a word. */
const patienceMs = 2_500;

/** Says that the connection is lost, for as long as it is. */
export function ConnectionBanner() {
  const lost = useStreamState() === 'lost';
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!lost) {
      setShown(false);
      return;
    }
    const timer = setTimeout(() => setShown(true), patienceMs);
    return () => clearTimeout(timer);
  }, [lost]);
  return (
    <div role="status" className={classes['banner']} data-shown={shown}>
      {shown && (
        <>
          <IconPlugConnectedX size={16} aria-hidden />
          Reconnecting… What you see may be a little old.
        </>
      )}
    </div>
  );
}
