import { ErrorHandler, Injectable, signal } from '@angular/core';

/** The last error that no component caught, for the app's template to show. */
@Injectable({ providedIn: 'root' })
export class Failures implements ErrorHandler {
  readonly last = signal<{ code?: string; message: string } | null>(null);

  handleError(error: { code?: string; message: string }) {
    this.last.set(error);
  }
}
