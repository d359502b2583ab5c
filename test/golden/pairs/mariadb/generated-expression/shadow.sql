CREATE TABLE `shadow` (
  `id` int(11) NOT NULL,
  `a` int(11) DEFAULT NULL,
  `s` int(11) GENERATED ALWAYS AS (`a` + 1) STORED,
  `v` int(11) GENERATED ALWAYS AS (`a` + 1) VIRTUAL,
  PRIMARY KEY (`id`),
  KEY `ks` (`s`),
  KEY `kv` (`v`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
