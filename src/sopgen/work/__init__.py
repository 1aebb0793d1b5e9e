"""Takes SOPs from their files to findings and documents: `chain` one, `batch` many, in as many processes as pay."""
