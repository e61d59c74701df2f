/** The menu of an editor's connection. It is filled each time that it opens. */
import { MenuSvg } from '@jupyterlab/ui-components';
import { CommandRegistry } from '@lumino/commands';
import { DisposableSet, type IDisposable } from '@lumino/disposable';
import {
  h,
  type ElementARIAAttrs,
  type VirtualElement
} from '@lumino/virtualdom';
import type { Menu } from '@lumino/widgets';
import type { MenuAction, MenuEntry } from './menu-entries';

export type ConnectionMenuOptions = {
  /** Called with the chosen entry. */
  choose: (action: MenuAction) => void;
  /** Called before the menu closes, while it may still have the focus. */
  closed: () => void;
};

export class ConnectionMenu implements IDisposable {
  constructor(private readonly _options: ConnectionMenuOptions) {
    this.menu = this._newMenu();
    this.menu.aboutToClose.connect(() => _options.closed());
  }

  readonly menu: Menu;

  /** Shows the entries below a button, at its right edge. */
  open(entries: readonly MenuEntry[], below: DOMRect): void {
    this._fill(this.menu, entries);
    this.menu.open(below.right, below.bottom, {
      horizontalAlignment: 'right'
    });
  }

  /** Replaces the entries of the submenu; an open submenu stays open. */
  updateSubmenu(entries: readonly MenuEntry[]): void {
    const [submenu] = this._submenus;
    if (!submenu || !this.menu.isAttached) {
      return;
    }
    const wasOpen = submenu.isAttached;
    this._add(submenu, entries);
    if (wasOpen) {
      this.menu.triggerActiveItem();
    }
  }

  get isDisposed(): boolean {
    return this.menu.isDisposed;
  }

  dispose(): void {
    this._submenus.forEach(submenu => submenu.dispose());
    this.menu.dispose();
    this._added.dispose();
  }

  private _fill(menu: Menu, entries: readonly MenuEntry[]): void {
    this._submenus.splice(0).forEach(submenu => submenu.dispose());
    this._added.dispose();
    this._added = new DisposableSet();
    this._add(menu, entries);
  }

  private _add(menu: Menu, entries: readonly MenuEntry[]): void {
    menu.clearItems();
    for (const entry of entries) {
      if (entry === 'separator') {
        menu.addItem({ type: 'separator' });
      } else if ('entries' in entry) {
        const submenu = this._newMenu();
        submenu.title.label = entry.label;
        submenu.title.caption = entry.detail ?? '';
        this._submenus.push(submenu);
        this._add(submenu, entry.entries);
        menu.addItem({ type: 'submenu', submenu });
      } else {
        menu.addItem({ command: this._addCommand(entry) });
      }
    }
  }

  private _addCommand(
    entry: Exclude<MenuEntry, 'separator' | { entries: unknown }>
  ): string {
    const { label, detail = '', state, isChecked, isDisabled, action } = entry;
    const id = `omnisci-connection-menu:${this._nextId++}`;
    this._added.add(
      this._commands.addCommand(id, {
        label,
        caption: detail,
        className: state ? `jp-OmniSciConnection-item jp-mod-${state}` : '',
        ...(isChecked !== undefined && { isToggled: () => isChecked }),
        isEnabled: () => !isDisabled,
        describedBy: { args: { type: 'object', properties: {} } },
        execute: () => this._options.choose(action)
      })
    );
    return id;
  }

  private _newMenu(): Menu {
    const menu = new MenuSvg({ commands: this._commands, renderer });
    menu.addClass('jp-OmniSciConnectionMenu');
    return menu;
  }

  private _nextId = 0;
  private _added = new DisposableSet();
  private readonly _commands = new CommandRegistry();
  private readonly _submenus: Menu[] = [];
}

/** Shows a dot before the label of a server, and a detail in place of a key binding. */
class ConnectionMenuRenderer extends MenuSvg.Renderer {
  override renderLabel(data: Menu.IRenderData): VirtualElement {
    return data.item.className.includes('jp-OmniSciConnection-item')
      ? h.div(
          { className: 'lm-Menu-itemLabel' },
          h.span({ className: 'jp-OmniSciConnection-dot' }),
          this.formatLabel(data)
        )
      : super.renderLabel(data);
  }

  /** Lumino 2 leaves an entry with a submenu without a role. */
  override createItemARIA(data: Menu.IRenderData): ElementARIAAttrs {
    const aria = super.createItemARIA(data);
    return data.item.type === 'submenu' ? { ...aria, role: 'menuitem' } : aria;
  }

  override formatShortcut({ item }: Menu.IRenderData): h.Child {
    return item.caption || null;
  }
}

const renderer = new ConnectionMenuRenderer();
