CREATE TABLE `source` (
  `id` int(11) NOT NULL,
  `w` vector(3) NOT NULL,
  PRIMARY KEY (`id`),
  VECTOR KEY `kw` (`w`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci
