import { Navigate } from '@tanstack/react-router';
import { useText } from './language';
import { roomsOf, useMe } from './me';
import { Page } from './Page';
import { Refusal } from './Refusal';
import { SignInLink } from './SignInLink';

/** For those who have not signed in: what this is, and the way in. For others: their first room. */
export function Home() {
  const text = useText();
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
  if (me) {
    const room = roomsOf(me)[0];
    return room ? (
      <Navigate to={room.path} replace />
    ) : (
      <Page title={text('home.no-room.title')}>
        <p>{text('home.no-room.text')}</p>
      </Page>
    );
  }
  return (
    <div className="welcome">
      <Page title={text('home.title')} heading={text('home.heading')}>
        <p className="lead">{text('home.sentence')}</p>
        <p>
          <SignInLink />
        </p>
        <ul className="promises">
          <li>
            <h2>{text('home.seen.title')}</h2>
            <p>{text('home.seen.text')}</p>
          </li>
          <li>
            <h2>{text('home.bounded.title')}</h2>
            <p>{text('home.bounded.text')}</p>
          </li>
          <li>
            <h2>{text('home.factors.title')}</h2>
            <p>{text('home.factors.text')}</p>
          </li>
        </ul>
      </Page>
    </div>
  );
}
