"""For notebooks: makes a dataframe of columns that may have the same name."""

import pandas as pd


def frame_of(columns: list[tuple[str, pd.Series]]) -> pd.DataFrame:
    frame = pd.DataFrame({index: values for index, (_, values) in enumerate(columns)})
    frame.columns = [name for name, _ in columns]
    return frame
