/** A labelled field of a form. */
import * as React from 'react';

export const Field = ({
  label,
  isWide = false,
  children
}: {
  label: string;
  /** Takes the free space of the row. */
  isWide?: boolean;
  children: React.ReactNode;
}): React.ReactElement => (
  <label className={`jp-OmniSciSignIn-field${isWide ? ' jp-mod-wide' : ''}`}>
    <span>{label}</span>
    {children}
  </label>
);
