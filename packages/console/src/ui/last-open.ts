import { useState } from 'react';

/** What was open last, for a sidebar: it stays to be seen while the sidebar closes. Null: nothing ever was. */
export function useLastOpen(open: string | null): string | null {
  const [last, setLast] = useState(open);
  if (open !== null && open !== last) setLast(open);
  return open ?? last;
}
