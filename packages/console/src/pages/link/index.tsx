import type { LinkAnswer } from '@belfry/api';
import { Button } from '@mantine/core';
import { IconLinkOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { loadFailure } from '../../api/error.ts';
import { linkQuery } from '../../api/link.ts';
import { Brand } from '../../parts/brand.tsx';
import { Door } from '../../ui/door.tsx';
import { EmptyState, ErrorState, LoadingRows } from '../../ui/states.tsx';
import { AccountForm } from './account-form.tsx';
import { SignInByLink } from './sign-in-by-link.tsx';

/** A one-time link: the first account, an invitation, or a direct sign-in. Its token stands behind the #. */
export function LinkPage() {
  const [token] = useState(tokenOfAddress);
  useEffect(hideToken, []);
  const navigate = useNavigate();
  const { data: link, error, isPending, refetch } = useQuery(linkQuery(token));
  const enter = (): void => void navigate({ to: '/', replace: true });

  if (error?.code === 'not_found' || token === '') return <SpentLink />;
  if (error !== null) {
    return (
      <Door title="A link to Belfry" brand={<Brand />}>
        <ErrorState title="The link could not be read" {...loadFailure(error, refetch)} />
      </Door>
    );
  }
  if (isPending) {
    return (
      <Door title="A link to Belfry" brand={<Brand />}>
        <LoadingRows rows={4} />
      </Door>
    );
  }
  return (
    <Door title={titleOf(link)} description={descriptionOf(link)} brand={<Brand />}>
      {link.kind === 'sign_in' ? (
        <SignInByLink token={token} onDone={enter} />
      ) : (
        <AccountForm token={token} link={link} onDone={enter} />
      )}
    </Door>
  );
}

function SpentLink() {
  return (
    <Door title="A link to Belfry" brand={<Brand />}>
      <EmptyState
        icon={<IconLinkOff size={22} aria-hidden />}
        title="This link cannot be used"
        action={
          <Button component={Link} to="/sign-in" variant="default">
            Sign in
          </Button>
        }
      >
        A link works once and for a limited time. Ask for a new one, or sign in if you have an account.
      </EmptyState>
    </Door>
  );
}

function titleOf(link: LinkAnswer): string {
  switch (link.kind) {
    case 'setup':
      return 'Welcome to Belfry';
    case 'invitation':
      return `Join ${link.workspace_name ?? 'a workspace'}`;
    case 'sign_in':
      return 'Sign in';
  }
}

function descriptionOf(link: LinkAnswer): string {
  switch (link.kind) {
    case 'setup':
      return 'Make the first account. It owns this installation.';
    case 'invitation':
      return `You are invited as ${link.role}. If you have an account here, give its e-mail and password.`;
    case 'sign_in':
      return 'This link signs you in on this browser.';
  }
}

function tokenOfAddress(): string {
  return location.hash.replace(/^#/, '');
}

/** So that the token stays in no history and on no screen that is shared. */
function hideToken(): void {
  if (location.hash !== '') history.replaceState(history.state, '', location.pathname);
}
