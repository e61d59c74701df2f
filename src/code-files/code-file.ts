/** Documents whose content is an editor of this extension that loads its code first. */
import {
  ABCWidgetFactory,
  DocumentWidget,
  type DocumentRegistry
} from '@jupyterlab/docregistry';
import { StackedPanel } from '@lumino/widgets';

/** JupyterLab's factory of text editors. */
const TEXT_FACTORY = 'Editor';

export type CodeFileWidget = DocumentWidget<
  CodeFileContent,
  DocumentRegistry.ICodeModel
>;

/** The place of an editor whose code may still be loading. */
export class CodeFileContent extends StackedPanel {
  protected override onActivateRequest(): void {
    this.widgets[0]?.activate();
  }
}

export class CodeFileFactory extends ABCWidgetFactory<
  CodeFileWidget,
  DocumentRegistry.ICodeModel
> {
  constructor(
    options: DocumentRegistry.IWidgetFactoryOptions<CodeFileWidget>,
    private readonly _registry: Pick<DocumentRegistry, 'getWidgetFactory'>
  ) {
    super(options);
  }

  /**
   * Where a text comes from and goes to: as for text files, which an extension for real-time
   * collaboration may share live. Asked for whenever a file is opened, since that extension may
   * start after this one.
   */
  override get contentProviderId(): string | undefined {
    return (
      super.contentProviderId ??
      this._registry.getWidgetFactory(TEXT_FACTORY)?.contentProviderId
    );
  }
  override set contentProviderId(id: string | undefined) {
    super.contentProviderId = id;
  }

  protected override createNewWidget(
    context: DocumentRegistry.IContext<DocumentRegistry.ICodeModel>
  ): CodeFileWidget {
    const content = new CodeFileContent();
    const widget = new DocumentWidget({ context, content });
    widget.toolbar.hide();
    return widget;
  }
}
