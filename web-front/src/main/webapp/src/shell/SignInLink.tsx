import { useLanguage, useText, type TextId } from './language';

/** Shows both factors again, and comes back to `to`: the session goes on meanwhile. */
export function StepUpLink({ to }: { to: string }) {
  const text = useText();
  const { tongue } = useLanguage();
  const query = new URLSearchParams({ to, ui_locales: tongue });
  return (
    <a className="button" href={`/sign-in/step-up?${query.toString()}`}>
      {text('action.step-up')}
    </a>
  );
}

/** The way in: by identity-service's pages, in the language of this one, and back to `to`. */
export function SignInLink({ to = '/', name = 'action.sign-in' }: { to?: string; name?: TextId }) {
  const text = useText();
  const { tongue } = useLanguage();
  const query = new URLSearchParams({ ...(to !== '/' && { to }), ui_locales: tongue });
  return (
    <a className="button" href={`/sign-in?${query.toString()}`}>
      {text(name)}
    </a>
  );
}
