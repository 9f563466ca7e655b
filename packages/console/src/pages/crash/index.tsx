import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { ApiError, messageOf } from '../../api/error.ts';
import { Standing, useTitle } from '../../ui/page.tsx';
import { ErrorState } from '../../ui/states.tsx';

/** Stands where a page failed to load, or broke while it was drawn. The rest of the console stays in use. */
export function CrashPage({ error, reset }: ErrorComponentProps) {
  useTitle('Trouble');
  const router = useRouter();
  const boundary = useQueryErrorResetBoundary();
  const outdated = isMissingChunk(error);
  return (
    <Standing>
      <ErrorState
        level={1}
        title={outdated ? 'Belfry was updated' : 'This page could not be shown'}
        message={outdated ? 'Reload the page to get the new version.' : messageOf(error)}
        requestId={error instanceof ApiError ? error.requestId : null}
        onRetry={() => {
          if (outdated) location.reload();
          boundary.reset();
          reset();
          void router.invalidate();
        }}
      />
    </Standing>
  );
}

/** After an update the old page asks for files of the version before. */
function isMissingChunk(error: unknown): boolean {
  return error instanceof TypeError && /dynamically imported module|module script/i.test(error.message);
}
