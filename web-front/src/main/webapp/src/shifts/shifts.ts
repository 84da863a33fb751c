import { useMutation } from '@tanstack/react-query';
import { post } from '../shell/api';

export interface Shift {
  advisor: string;
  from: string;
  until: string;
}

export function useShift() {
  return useMutation({ mutationFn: (shift: Shift) => post<{ grant: string }>('/shifts', shift) });
}
