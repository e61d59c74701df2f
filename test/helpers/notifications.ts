/** JupyterLab's notifications, as a user sees and uses them. */
import { Notification } from '@jupyterlab/apputils';

export const shownNotifications = (): Notification.INotification[] =>
  Notification.manager.notifications;

/** The only notification. */
export function onlyNotification(): Notification.INotification {
  const [notification, ...others] = shownNotifications();
  if (!notification || others.length > 0) {
    throw new Error(`There are ${shownNotifications().length} notifications.`);
  }
  return notification;
}

export const buttonsOf = ({ options }: Notification.INotification): string[] =>
  (options.actions ?? []).map(({ label }) => label);

/**
 * Clicks a button of a notification. As in JupyterLab, that closes it unless the button's action
 * prevents it.
 */
export function press(
  { id, options }: Notification.INotification,
  label: string
): void {
  const action = options.actions?.find(one => one.label === label);
  if (!action) {
    throw new Error(`There is no button “${label}”.`);
  }
  const event = new MouseEvent('click', { cancelable: true });
  action.callback(event);
  if (!event.defaultPrevented) {
    Notification.dismiss(id);
  }
}
