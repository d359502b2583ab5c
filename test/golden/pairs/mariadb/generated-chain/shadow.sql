CREATE TABLE `shadow` (
  `id` int(11) NOT NULL,
  `a` int(11) DEFAULT NULL,
  `v` int(11) GENERATED ALWAYS AS (`a` + 1) VIRTUAL,
  `w` int(11) GENERATED ALWAYS AS (`v` + 1) VIRTUAL,
  `x` int(11) GENERATED ALWAYS AS (`w` + 1) VIRTUAL,
  PRIMARY KEY (`id`),
  KEY `kw` (`w`),
  CONSTRAINT `__test_cw` CHECK (`w` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
