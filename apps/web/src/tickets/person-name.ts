/** What a person is called: the name, else the address. */
export function personName(person: { readonly name: string; readonly email: string | null }): string {
  return person.name === "" ? (person.email ?? "") : person.name;
}
