import { useView, viewStore } from '../../../state/view.ts';

/**
 * A parameter of a question by its name, such as 'significant.alpha', kept in the address: letters, digits and .,+~- only. `fallback` stands
 * for what is not there.
 */
export function useParameter(name: string, fallback: string): [value: string, set: (value: string) => void] {
  const value = useView((view) => view.analyse.parameters[name]) ?? fallback;
  const set = (next: string): void => {
    const { analyse } = viewStore.get();
    const { [name]: _, ...others } = analyse.parameters;
    viewStore.set({
      analyse: { ...analyse, parameters: next === fallback ? others : { ...others, [name]: next } },
    });
  };
  return [value, set];
}
