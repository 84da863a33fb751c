import { Link } from '@tanstack/react-router';
import { useText } from './language';
import { Page } from './Page';
import { SignInLink } from './SignInLink';

/** Where a browser lands whose signing in was broken off. */
export function SignInFailed() {
  const text = useText();
  return (
    <Page title={text('sign-in-failed.title')}>
      <p>{text('sign-in-failed.text')}</p>
      <p>
        <SignInLink name="action.sign-in-again" />
      </p>
    </Page>
  );
}

export function NotFound() {
  const text = useText();
  return (
    <Page title={text('not-found.title')}>
      <p>{text('not-found.text')}</p>
      <p>
        <Link to="/">{text('action.home')}</Link>
      </p>
    </Page>
  );
}
