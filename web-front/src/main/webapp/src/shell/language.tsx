import {
  createContext,
  useContext,
  useLayoutEffect,
  useMemo,
  useState,
  type ReactNode,
} from 'react';
import { IntlProvider, useIntl } from 'react-intl';
import en from './locale/en.json';
import fr from './locale/fr.json';
import { ZONE } from './paris';

export type Tongue = 'fr' | 'en';
export type TextId = keyof typeof fr;

const KEY = 'vigie.language';
const TEXTS: Record<Tongue, Record<string, string>> = { fr, en };

interface Choice {
  tongue: Tongue;
  choose: (tongue: Tongue) => void;
}

const Chosen = createContext<Choice>({ tongue: 'fr', choose: () => undefined });

/** French, unless English was chosen before. */
export function Language({ children }: { children: ReactNode }) {
  const [tongue, setTongue] = useState<Tongue>(() =>
    localStorage.getItem(KEY) === 'en' ? 'en' : 'fr',
  );
  useLayoutEffect(() => {
    document.documentElement.lang = tongue;
  }, [tongue]);
  const choice = useMemo(
    () => ({
      tongue,
      choose: (next: Tongue) => {
        localStorage.setItem(KEY, next);
        setTongue(next);
      },
    }),
    [tongue],
  );
  return (
    <Chosen.Provider value={choice}>
      <IntlProvider locale={tongue} messages={TEXTS[tongue]} timeZone={ZONE}>
        {children}
      </IntlProvider>
    </Chosen.Provider>
  );
}

export function useLanguage(): Choice {
  return useContext(Chosen);
}

/** A text by its name, checked by the compiler. */
export function useText() {
  const intl = useIntl();
  return (id: TextId, values?: Record<string, string | number>) =>
    intl.formatMessage({ id }, values);
}

/** What words the services use are about. */
export type Family =
  | 'operation'
  | 'outcome'
  | 'purpose'
  | 'basis'
  | 'fields'
  | 'scope'
  | 'cause'
  | 'reason'
  | 'reveal-reason'
  | 'lock-event'
  | 'policy-reason'
  | 'policy-number'
  | 'policy-source'
  | 'rule'
  | 'severity'
  | 'verdict'
  | 'change'
  | 'mode'
  | 'appointment-outcome'
  | 'note-kind'
  | 'sex'
  | 'modality'
  | 'criterion';

/** The name of a word the services use; the word itself where it has none. */
export function useWord() {
  const intl = useIntl();
  return (family: Family, word: string) => {
    const id = `${family}.${word}`;
    return id in fr ? intl.formatMessage({ id }) : word;
  };
}
