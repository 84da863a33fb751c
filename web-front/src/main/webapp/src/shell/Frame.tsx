import { Link, Outlet } from '@tanstack/react-router';
import { useState } from 'react';
import { useLanguage, useText } from './language';
import { hasResets, roomsOf, useMe } from './me';
import { applyTheme, rememberedTheme, THEMES, type Theme } from './theme';

/** What stands around every page. */
export function Frame() {
  const text = useText();
  const me = useMe().data;
  const { tongue, choose } = useLanguage();
  const other = tongue === 'fr' ? 'en' : 'fr';
  return (
    <>
      <a className="skip" href="#content">
        {text('frame.skip')}
      </a>
      <header className="frame-head">
        <div className="frame-row">
          <Link to="/" className="mark">
            <Mark />
            Vigie
          </Link>
          {me && (
            <nav aria-label={text('frame.menu')}>
              <ul className="menu">
                {roomsOf(me).map((room) => (
                  <li key={room.path}>
                    <Link to={room.path}>{text(room.name)}</Link>
                  </li>
                ))}
                {hasResets(me) && (
                  <li>
                    <a href="/own/resets">{text('menu.resets')}</a>
                  </li>
                )}
              </ul>
            </nav>
          )}
          <div className="frame-end">
            {me && (
              <p className="who">
                <strong>{me.login}</strong>
                <span>{me.agency || me.organisation}</span>
              </p>
            )}
            <button
              type="button"
              className="plain"
              lang={other}
              onClick={() => {
                choose(other);
              }}
            >
              {text('frame.other-language')}
            </button>
            {me && (
              <a className="button quiet-button" href="/sign-out">
                {text('action.sign-out')}
              </a>
            )}
          </div>
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        <Outlet />
      </main>
      <footer className="frame-foot">
        <div className="frame-row">
          <p>
            {text('frame.promise')}{' '}
            {me && (
              <>
                <a href="/own/account">{text('frame.own-account')}</a>
                {' · '}
                <Link to="/freeze-myself">{text('frame.freeze-myself')}</Link>
              </>
            )}
          </p>
          <ThemeChoice />
        </div>
      </footer>
    </>
  );
}

function ThemeChoice() {
  const text = useText();
  const [theme, setTheme] = useState<Theme>(rememberedTheme);
  return (
    <label className="theme">
      {text('frame.theme')}
      <select
        value={theme}
        onChange={(event) => {
          const next = THEMES.find((known) => known === event.target.value) ?? 'auto';
          applyTheme(next);
          setTheme(next);
        }}
      >
        {THEMES.map((known) => (
          <option key={known} value={known}>
            {text(`theme.${known}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

function Mark() {
  return (
    <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" className="mark-sign">
      <path d="M5 13 16 6l11 7" className="mark-roof" />
      <circle cx="16" cy="18" r="4" className="mark-light" />
      <path d="M7 26h18" className="mark-roof" />
    </svg>
  );
}
