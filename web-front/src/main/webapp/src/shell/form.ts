/** Reads what was typed into a form by the names of its fields; empty where there is nothing. */
export function typed(form: HTMLFormElement): (name: string) => string {
  const said = new FormData(form);
  return (name) => {
    const value = said.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
}
