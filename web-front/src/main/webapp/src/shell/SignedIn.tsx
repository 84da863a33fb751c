import { useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useText } from './language';
import { useMe } from './me';
import { Page } from './Page';
import { Refusal } from './Refusal';
import { SignInLink } from './SignInLink';

/** Its children are for those who have signed in; others are shown the way. */
export function SignedIn({ children }: { children: ReactNode }) {
  const text = useText();
  const path = useLocation({ select: (location) => location.pathname });
  const { data: me, error, isPending } = useMe();
  if (isPending) {
    return null;
  }
  if (error) {
    return (
      <Page title={text('home.title')}>
        <Refusal failure={error} />
      </Page>
    );
  }
  if (!me) {
    return (
      <Page title={text('sign-in-first.title')}>
        <p>{text('sign-in-first.text')}</p>
        <p>
          <SignInLink to={path} />
        </p>
      </Page>
    );
  }
  return children;
}
