import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

export interface RecordLinkProps {
  readonly id: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** Opens another record in the sidebar; the list behind it stays as it is. */
export function RecordLink({ id, className, children }: RecordLinkProps) {
  return (
    <Link
      from="/w/$workspaceId/records"
      to="/w/$workspaceId/records"
      search={(now) => ({ ...now, record: id, tab: undefined })}
      resetScroll={false}
      {...(className === undefined ? {} : { className })}
      // Every record stands under the same path: none of them is "the current page" for that.
      activeOptions={{ exact: true, includeSearch: true }}
    >
      {children}
    </Link>
  );
}
